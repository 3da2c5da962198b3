/** A part of a path as it was meant: the gateway may hand it on as it was written. What can't be read so is taken as it stands. */
export const unescaped = (written: string): string => {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
};

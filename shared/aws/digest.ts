import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** SHA-256, base64url. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** 96 random bits: the salt of a text. */
export const salt = (): string => randomBytes(12).toString("base64url");

/** HMAC-SHA-256. */
export const hmac = (key: string, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/** Compares without telling by time how much was right. */
export const sameDigest = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

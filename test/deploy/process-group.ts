import { type ChildProcess, spawn } from "node:child_process";
import { text } from "node:stream/consumers";

// The pipe to its input ends with this process, however that ends: then the whole process group does.
const untilWeEnd = `exec 3<&0; { cat <&3 >/dev/null; kill -KILL 0; } 2>/dev/null & "$0" "$@" 3<&-`;

/** A program as leader of a process group of its own, for what it starts must not outlive it, nor either of them this process. */
export const startGroup = (line: readonly string[], env: NodeJS.ProcessEnv, cwd?: string) =>
  spawn("sh", ["-c", untilWeEnd, ...line], {
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    env,
    ...(cwd !== undefined && { cwd }),
  });

/** Ends the whole process group and waits until nothing of it is left. */
export const endGroup = async ({ pid }: ChildProcess): Promise<void> => {
  if (pid === undefined) return;
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    for (let attempt = 0; attempt < 25; attempt += 1) {
      try {
        process.kill(-pid, attempt === 0 ? signal : 0);
      } catch {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
};

/** Runs a program and all that it starts to their end, or until stopped; gives its exit code and what it said of errors. */
export const runGroup = async (
  line: readonly string[],
  { env, cwd, signal }: { readonly env: NodeJS.ProcessEnv; readonly cwd: string; readonly signal: AbortSignal },
): Promise<{ readonly code: number | null; readonly said: string }> => {
  signal.throwIfAborted();
  const child = startGroup(line, env, cwd);
  const stop = () => endGroup(child);
  signal.addEventListener("abort", stop);
  child.stdout.resume();
  const said = text(child.stderr);
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  await stop();
  signal.removeEventListener("abort", stop);
  return { code, said: await said };
};

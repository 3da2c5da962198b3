type Payload = { uid?: string; grantId?: string; consumed?: number };

/** Keeps what the identity provider remembers, sessions and codes, for as long as the stack runs: whoever was logged in logs in again after a restart. */
export function identityStore() {
  const kept = new Map<string, { payload: Payload; expiresAt: number }>();
  const find = (key: string): Payload | undefined => {
    const entry = kept.get(key);
    if (entry && entry.expiresAt < Date.now()) kept.delete(key);
    return kept.get(key)?.payload;
  };
  return (model: string) => ({
    upsert: async (id: string, payload: Payload, expiresInSeconds: number) => {
      kept.set(`${model}:${id}`, { payload, expiresAt: Date.now() + expiresInSeconds * 1000 });
    },
    find: async (id: string) => find(`${model}:${id}`),
    findByUid: async (uid: string) => {
      const key = [...kept].find(([name, { payload }]) => name.startsWith(`${model}:`) && payload.uid === uid)?.[0];
      return key && find(key);
    },
    // The device flow, which alone asks by user code, is off.
    findByUserCode: async () => undefined,
    consume: async (id: string) => {
      const payload = find(`${model}:${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id: string) => {
      kept.delete(`${model}:${id}`);
    },
    revokeByGrantId: async (grantId: string) => {
      for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
    },
  });
}

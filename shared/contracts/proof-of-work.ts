import * as z from "zod";

/** The forms that ask for a proof of work; a proof made for one is worth nothing on another. */
export const ProvenForm = z.enum(["inquiry", "suggestion"]);
export type ProvenForm = z.infer<typeof ProvenForm>;

/** Whether the public forms ask for a proof of work. */
export const ProofOfWorkMode = z.enum(["required", "off"]);

export const ChallengeRequest = z.strictObject({ form: ProvenForm });

/** A challenge of the ALTCHA protocol, version 2. */
export const ChallengeView = z.object({
  parameters: z.looseObject({
    nonce: z.string().regex(/^[0-9a-f]{32}$/),
    expiresAt: z.number(),
    data: z.looseObject({ form: ProvenForm }),
  }),
  signature: z.string(),
});

/** What a solved challenge is sent as: base64 of challenge and solution. */
export const Altcha = z.string().max(4000);

/** What is in it. */
export const ProofPayload = z.object({
  challenge: ChallengeView,
  solution: z.looseObject({ counter: z.number(), derivedKey: z.string() }),
});
export type ProofPayload = z.infer<typeof ProofPayload>;

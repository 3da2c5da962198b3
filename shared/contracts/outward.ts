import * as z from "zod";

// A webhook over plain HTTP would show its signature and text to whoever listens; only this machine may have one.
const Address = z.string().regex(/^(https:\/\/|http:\/\/127\.0\.0\.1[:/])\S+$/);
const Kinds = z.array(z.enum(["urgent", "escalation", "digest"])).min(1);
const Name = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** A place to tell: any receiver of signed JSON, a group robot of WeCom (企业微信) or of DingTalk (钉钉). */
export const Webhook = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("json"),
    name: Name,
    url: Address,
    secret: z.string().min(16),
    kinds: Kinds.optional(),
  }),
  z.strictObject({ type: z.literal("wecom"), name: Name, url: Address, kinds: Kinds.optional() }),
  z.strictObject({
    type: z.literal("dingtalk"),
    name: Name,
    url: Address,
    secret: z.string().min(1),
    kinds: Kinds.optional(),
  }),
]);
export type Webhook = z.infer<typeof Webhook>;

/** What the secret of the outward notices holds. */
export const WebhookSettings = z.strictObject({
  webhooks: z
    .array(Webhook)
    .max(20)
    .refine((webhooks) => new Set(webhooks.map(({ name }) => name)).size === webhooks.length, "name-taken"),
});

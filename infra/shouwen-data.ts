import { Stack, type StackProps } from "aws-cdk-lib";
import { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import { ProtectedTable } from "#infra/protected-table.ts";
import { ReceiptKey } from "#infra/receipt-key.ts";
import { removalPolicy } from "#infra/removal-policy.ts";
import { WebhookSecret } from "#infra/webhook-secret.ts";

const rotatingKey = (scope: Construct, id: string, description: string): Key =>
  new Key(scope, id, {
    description,
    enableKeyRotation: true,
    removalPolicy: removalPolicy(scope),
  });

/** All that can't be made again: tables, their keys and the receipt key, in a stack that changes of the service leave alone. */
export class ShouwenData extends Stack {
  readonly inquiries: ProtectedTable<"due" | "caseworker" | "unit" | "phone" | "closed">;
  readonly suggestions: ProtectedTable<"due" | "box" | "published">;
  readonly boxes: ProtectedTable<"due">;
  readonly conduct: ProtectedTable<"due" | "register">;
  readonly inspections: ProtectedTable<"due" | "month">;
  readonly directory: ProtectedTable;
  readonly slots: ProtectedTable;
  readonly notices: ProtectedTable;
  readonly figures: ProtectedTable;
  readonly spent: ProtectedTable;
  /** All of them by name, for what watches over every one. */
  readonly tables: Readonly<Record<string, ProtectedTable<string>>>;
  readonly receiptKey: ReceiptKey;
  readonly webhooks: WebhookSecret;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const key = rotatingKey(
      this,
      "Key",
      "Shouwen: inquiries, inspections, directory, notices, figures, receipt key, webhooks",
    );
    // A person complained about must not read the complaint or what comes of it, not even with rights on everything else.
    const suggestionsKey = rotatingKey(this, "SuggestionsKey", "Shouwen: suggestion box and conduct register");

    this.inquiries = new ProtectedTable(this, "Inquiries", {
      key,
      partition: "number",
      indexes: {
        due: { partition: "dueShard", sort: "dueAt" },
        caseworker: { partition: "caseworkerId", sort: "nextDueAt", shows: "summary" },
        unit: { partition: "unitId", sort: "nextDueAt", shows: "summary" },
        phone: { partition: "phoneKey", sort: "receivedAt", shows: "summary" },
        // Sparse: a case is in it from its closing on, so that the work on it costs nothing here.
        closed: { partition: "closedIn", sort: "closedAt", shows: "facts" },
      },
    });
    this.suggestions = new ProtectedTable(this, "Suggestions", {
      key: suggestionsKey,
      partition: "number",
      indexes: {
        due: { partition: "dueShard", sort: "dueAt" },
        box: { partition: "box", sort: "nextDueAt", shows: "summary" },
        published: { partition: "publishedIn", sort: "publishedAt", shows: "publication" },
      },
    });
    this.boxes = new ProtectedTable(this, "Boxes", {
      key,
      partition: "number",
      indexes: { due: { partition: "dueShard", sort: "dueAt" } },
    });
    this.conduct = new ProtectedTable(this, "Conduct", {
      key: suggestionsKey,
      partition: "staffId",
      indexes: {
        due: { partition: "dueShard", sort: "dueAt" },
        register: { partition: "register", sort: "staffId", shows: "summary" },
      },
    });
    this.inspections = new ProtectedTable(this, "Inspections", {
      key,
      partition: "number",
      indexes: {
        due: { partition: "dueShard", sort: "dueAt" },
        month: { partition: "month", sort: "inspectedOn", shows: "summary" },
      },
    });
    this.directory = new ProtectedTable(this, "Directory", { key, partition: "kind", sort: "id" });
    // Apart from the directory, because citizens' bookings write here and must never be able to write there.
    this.slots = new ProtectedTable(this, "Slots", { key, partition: "officeId", sort: "slot", expiry: "expiresAt" });
    this.notices = new ProtectedTable(this, "Notices", {
      key,
      partition: "recipientId",
      sort: "noticeKey",
      expiry: "expiresAt",
    });
    this.figures = new ProtectedTable(this, "Figures", { key, partition: "kind", sort: "id" });
    this.webhooks = new WebhookSecret(this, "Webhooks", { key });
    this.spent = new ProtectedTable(this, "Spent", { key, partition: "token", expiry: "expiresAt" });
    this.tables = Object.fromEntries(
      this.node.children.flatMap((made) => (made instanceof ProtectedTable ? [[made.node.id, made]] : [])),
    );
    this.receiptKey = new ReceiptKey(this, "ReceiptKey", { key });
  }
}

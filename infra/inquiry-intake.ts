import { Construct } from "constructs";
import type { Env as RecordContactEnv } from "#functions/record-contact/handler.ts";
import type { Env as RegisterInquiryEnv } from "#functions/register-inquiry/handler.ts";
import { NodeFunction } from "#infra/node-function.ts";
import type { ServiceParts } from "#infra/service-parts.ts";
import { readSettings } from "#infra/settings.ts";
import { staffEnv } from "#infra/staff-env.ts";

/** Inquiries come in: over the public form, and over counter, telephone, fax and letter by the hands of staff. */
export class InquiryIntake extends Construct {
  constructor(scope: Construct, id: string, { data, api, urgentReports }: ServiceParts) {
    super(scope, id);
    const env = {
      INQUIRIES_TABLE: data.inquiries.name,
      DIRECTORY_TABLE: data.directory.name,
      URGENT_QUEUE_URL: urgentReports.queue.queueUrl,
      RECEIPT_KEY_SECRET: data.receiptKey.arn,
    };

    const register = new NodeFunction<RegisterInquiryEnv>(this, "RegisterInquiry", {
      description: "Takes a citizen's inquiry and names its first responder",
      env: { ...env, SPENT_TABLE: data.spent.name, PROOF_OF_WORK: readSettings(this).proofOfWork },
      facesThePublic: true,
    });
    data.inquiries.allow(register, "PutItem", "GetItem");
    data.directory.allow(register, "Query");
    data.spent.allow(register, "PutItem");
    data.receiptKey.allowReading(register);
    urgentReports.allowSending(register);
    api.openToAll(register, "POST /api/inquiries");
    register.alarmOnErrors("Citizens who send an inquiry over the public form get an error instead of a receipt.");

    const record = new NodeFunction<RecordContactEnv>(this, "RecordContact", {
      description: "Takes down a visit, call, fax or letter for a citizen",
      env: { ...env, ...staffEnv(this) },
    });
    data.inquiries.allow(record, "PutItem", "GetItem");
    data.directory.allow(record, "Query", "GetItem");
    data.receiptKey.allowReading(record);
    urgentReports.allowSending(record);
    api.openToStaff(record, "POST /api/staff/inquiries", "POST /api/staff/inquiries/preview");
    record.alarmOnErrors("Staff at the counter and on the telephone can't record who came; citizens wait.");
  }
}

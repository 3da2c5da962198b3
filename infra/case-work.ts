import { Construct } from "constructs";
import type { Env as CheckReplyEnv } from "#functions/check-reply/handler.ts";
import type { Env as CommandInquiryEnv } from "#functions/command-inquiry/handler.ts";
import type { Env as ListInquiriesEnv } from "#functions/list-inquiries/handler.ts";
import type { Env as ReadInboxEnv } from "#functions/read-inbox/handler.ts";
import type { Env as ShowInquiryEnv } from "#functions/show-inquiry/handler.ts";
import { NodeFunction } from "#infra/node-function.ts";
import type { ServiceParts } from "#infra/service-parts.ts";
import { staffEnv } from "#infra/staff-env.ts";

/** The staff's side of an inquiry: find it, read it, act on it, be told of it, word its answer. */
export class CaseWork extends Construct {
  constructor(scope: Construct, id: string, { data, api, urgentReports, escalations }: ServiceParts) {
    super(scope, id);
    const staff = { ...staffEnv(this), DIRECTORY_TABLE: data.directory.name };
    const env = { ...staff, INQUIRIES_TABLE: data.inquiries.name };

    const list = new NodeFunction<ListInquiriesEnv>(this, "ListInquiries", {
      description: "Lists a caseworker's or a unit's inquiries by due time",
      env: { ...env, RECEIPT_KEY_SECRET: data.receiptKey.arn },
    });
    data.inquiries.allowIndexes(list, "caseworker", "unit", "phone");
    data.directory.allow(list, "Query", "GetItem");
    data.receiptKey.allowReading(list);
    api.openToStaff(list, "GET /api/staff/inquiries");
    list.alarmOnErrors("Staff can't see which inquiries are theirs and when they are due.");

    const show = new NodeFunction<ShowInquiryEnv>(this, "ShowInquiry", {
      description: "Shows one inquiry with its history and what may be done now",
      env,
    });
    data.inquiries.allow(show, "GetItem");
    data.directory.allow(show, "Query", "GetItem");
    api.openToStaff(show, "GET /api/staff/inquiries/{number}");
    show.alarmOnErrors("Staff can't open inquiries, nor see what has been promised to whom.");

    const command = new NodeFunction<CommandInquiryEnv>(this, "CommandInquiry", {
      description: "Carries out a command of the staff on an inquiry",
      env: {
        ...env,
        SLOTS_TABLE: data.slots.name,
        URGENT_QUEUE_URL: urgentReports.queue.queueUrl,
        ESCALATIONS_QUEUE_URL: escalations.queue.queueUrl,
      },
    });
    data.inquiries.allow(command, "GetItem", "PutItem");
    data.slots.allow(command, "GetItem", "PutItem");
    data.directory.allow(command, "Query", "GetItem");
    urgentReports.allowSending(command);
    escalations.allowSending(command);
    api.openToStaff(command, "POST /api/staff/inquiries/{number}/commands");
    command.alarmOnErrors("Staff can't accept, answer or close inquiries while their limits run.");

    const inbox = new NodeFunction<ReadInboxEnv>(this, "ReadInbox", {
      description: "Shows a member of staff who they are and what waits for them",
      env: { ...staff, NOTICES_TABLE: data.notices.name },
    });
    data.notices.allow(inbox, "Query", "UpdateItem");
    data.directory.allow(inbox, "Query", "GetItem");
    api.openToStaff(inbox, "GET /api/staff/me", "GET /api/staff/inbox", "POST /api/staff/inbox/{notice}/acknowledge");
    inbox.alarmOnErrors("Heads don't see urgent reports and escalations, or can't acknowledge them.");

    const check = new NodeFunction<CheckReplyEnv>(this, "CheckReply", {
      description: "Finds forbidden refusals in the draft of a reply",
      env: staff,
    });
    data.directory.allow(check, "Query", "GetItem");
    api.openToStaff(check, "POST /api/staff/replies/check");
    check.alarmOnErrors("Staff write replies without being warned of forbidden refusals.");
  }
}

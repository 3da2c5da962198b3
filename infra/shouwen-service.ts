import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { AppointmentSlots } from "#infra/appointment-slots.ts";
import { CaseWork } from "#infra/case-work.ts";
import { ServiceDashboard } from "#infra/dashboard.ts";
import { DeadlineAudit } from "#infra/deadline-audit.ts";
import { DirectoryAdministration } from "#infra/directory-administration.ts";
import { InquiryIntake } from "#infra/inquiry-intake.ts";
import { InquiryTracking } from "#infra/inquiry-tracking.ts";
import { deliveryTimeout, NoticeDelivery } from "#infra/notice-delivery.ts";
import { OnCall } from "#infra/on-call.ts";
import { OperationsWatch } from "#infra/operations-watch.ts";
import { OutwardNotices } from "#infra/outward-notices.ts";
import { platformProfile } from "#infra/platform-profile.ts";
import { ProofOfWork } from "#infra/proof-of-work.ts";
import { PublicApi } from "#infra/public-api.ts";
import { RegionalFront } from "#infra/regional-front.ts";
import { ServiceCatalogue } from "#infra/service-catalogue.ts";
import { ServiceFigures } from "#infra/service-figures.ts";
import type { ServiceParts } from "#infra/service-parts.ts";
import { readSettings } from "#infra/settings.ts";
import type { ShouwenData } from "#infra/shouwen-data.ts";
import { SiteHosting } from "#infra/site-hosting.ts";
import { SuggestionBox } from "#infra/suggestion-box.ts";
import { Supervision } from "#infra/supervision.ts";
import { WatchedQueue } from "#infra/watched-queue.ts";
import { WeeklyDigest } from "#infra/weekly-digest.ts";

/** Everything that can be made again from the sources: door, functions, queues, schedule. */
export class ShouwenService extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly data: ShouwenData }) {
    super(scope, id, props);
    const parts: ServiceParts = {
      data: props.data,
      api: new PublicApi(this, "PublicApi"),
      urgentReports: new WatchedQueue(this, "UrgentReports", {
        whoSuffers: "An urgent report reached nobody: a head doesn't know that a citizen can't wait.",
        consumerTimeout: deliveryTimeout,
      }),
      escalations: new WatchedQueue(this, "Escalations", {
        whoSuffers: "An escalation reached nobody: a broken limit stays without supervision.",
        consumerTimeout: deliveryTimeout,
      }),
      outward: new WatchedQueue(this, "Outward", {
        whoSuffers: "A group robot, a webhook or the e-mail topic could not be told; inboxes have the notice.",
        consumerTimeout: deliveryTimeout,
      }),
    };

    new ServiceCatalogue(this, "ServiceCatalogue", parts);
    new ProofOfWork(this, "ProofOfWork", parts);
    new InquiryIntake(this, "InquiryIntake", parts);
    new InquiryTracking(this, "InquiryTracking", parts);
    new AppointmentSlots(this, "AppointmentSlots", parts);
    new SuggestionBox(this, "SuggestionBox", parts);
    new CaseWork(this, "CaseWork", parts);
    new Supervision(this, "Supervision", parts);
    new DirectoryAdministration(this, "DirectoryAdministration", parts);
    new DeadlineAudit(this, "DeadlineAudit", parts);
    new NoticeDelivery(this, "NoticeDelivery", parts);
    new OutwardNotices(this, "OutwardNotices", parts);
    new ServiceFigures(this, "ServiceFigures", parts);
    new WeeklyDigest(this, "WeeklyDigest", parts);
    new SiteHosting(this, "SiteHosting", parts);
    if (readSettings(this).firewall && platformProfile(this).firewall === "at-regional-front")
      new RegionalFront(this, "RegionalFront", parts);
    new OperationsWatch(this, "OperationsWatch", parts);
    new ServiceDashboard(this, "ServiceDashboard", parts);
    // Last: what it finds in the stack is all there, and what people may do raises no alarm of functions.
    new OnCall(this, "OnCall", parts);

    new CfnOutput(this, "ApiUrl", { value: parts.api.url });
    new CfnOutput(this, "UrgentQueueUrl", { value: parts.urgentReports.queue.queueUrl });
    new CfnOutput(this, "EscalationsQueueUrl", { value: parts.escalations.queue.queueUrl });
  }
}

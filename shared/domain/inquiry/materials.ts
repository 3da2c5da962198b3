import { type Context, end } from "../decision.ts";
import { supervisorsOf } from "../directory.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { resumeBusiness } from "./clocks.ts";
import type { StaffCommand } from "./commands.ts";
import { answer, type Decision, draft, pauseBusiness } from "./decision.ts";
import { type Inquiry, openNotice } from "./inquiry.ts";

type Of<T extends StaffCommand["type"]> = Extract<StaffCommand, { type: T }>;

/** SC-8 D: the sentence of the published rules, after everything that is missing. */
const noticeText = (names: readonly string[], noticeNo: string): string =>
  `一次性告知书（${noticeNo}）\n${names.map((name, index) => `${index + 1}. ${name}`).join("\n")}\n请您提供这些资料，齐了后我立即给您办。`;

/**
 * One written notice of everything that is missing, from the checklist of the service; the clock of the business stops.
 * A second one is refused unless a new fact is stated, and is then reported to the office (SC-4).
 */
export function notifyMaterials(
  inquiry: Inquiry,
  command: Of<"notifyMaterials">,
  context: Context,
): Decision | Refusal {
  const serviceCode = command.serviceCode ?? inquiry.serviceCode;
  const service = serviceCode ? context.rules.services.get(serviceCode) : undefined;
  if (!service) return refuse("service-needed", "SC-4");
  const missing = [...new Set(command.missing)];
  if (missing.length === 0) return refuse("nothing-missing", "SC-4");
  const materials = missing.flatMap((id) => service.materials.find((each) => each.id === id) ?? []);
  const foreign = missing.find((id) => !service.materials.some((each) => each.id === id));
  if (foreign) return refuse("not-on-checklist", "SC-4", { material: foreign, service: service.name });
  const second = inquiry.notices.length > 0;
  if (second && !command.newFact) return refuse("second-notice", "SC-4");
  const d = draft(inquiry, context, "SC-4");
  const noticeNo = `${inquiry.number}-${inquiry.notices.length + 1}`;
  const open = openNotice(inquiry);
  if (open) d.events.push({ type: "MaterialsReceived", ids: [], complete: true });
  answer(
    d,
    inquiry,
    context,
    "notice",
    {
      text: noticeText(
        materials.map((each) => each.name),
        noticeNo,
      ),
      via: command.via,
    },
    [],
  );
  d.events.push({
    type: "MaterialsNotified",
    serviceCode: service.code,
    notice: {
      noticeNo,
      at: context.now,
      by: context.actorId ?? "",
      materials,
      received: [],
      ...(command.newFact !== undefined && { newFact: d.keep("new-fact", command.newFact) }),
    },
  });
  end(d, inquiry, ["confirm-materials", "materials-waiting"]);
  pauseBusiness(d, inquiry, "materials");
  d.begin("materials-waiting", inquiry.caseworkerId);
  if (second)
    for (const supervisor of supervisorsOf(context.directory)) d.notify("second-notice", supervisor.id, "SC-4");
  return d.done("SC-8");
}

/** Materials have come in: when the list is complete the clock goes on where it stopped (SC-4). */
export function receiveMaterials(
  inquiry: Inquiry,
  command: Of<"receiveMaterials">,
  context: Context,
): Decision | Refusal {
  const notice = openNotice(inquiry);
  if (!notice) return refuse("no-notice", "SC-4");
  const foreign = command.received.find((id) => !notice.materials.some((each) => each.id === id));
  if (foreign) return refuse("not-on-notice", "SC-4", { material: foreign });
  const complete = notice.materials.every(({ id }) => notice.received.includes(id) || command.received.includes(id));
  const d = draft(inquiry, context, "SC-4");
  d.events.push({ type: "MaterialsReceived", ids: command.received, complete });
  end(d, inquiry, ["confirm-materials", ...(complete ? (["materials-waiting"] as const) : [])]);
  if (complete) resumeBusiness(d, inquiry, context);
  return d.done();
}

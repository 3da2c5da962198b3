import type { TrackingView } from "#shared/contracts/inquiry.ts";
import { actionForm, ended, type Shown } from "./case-parts.ts";
import { momentMark } from "./dates.ts";
import { code, element, written } from "./element.ts";
import { nameOf, text } from "./strings.ts";
import { continueCase } from "./tracked.ts";

/** The one-time notice as a checklist to tick and print, and the word that everything is in (SC-4). */
export function materialsPart(view: TrackingView, shown: Shown): readonly HTMLElement[] {
  const open = view.notices.filter(({ completedAt }) => completedAt === null);
  if (open.length === 0) return [];
  const announce = actionForm("announce-form", text("track.announce"), [], async () =>
    ended(await continueCase(shown.key, "materials", {}), shown, text("track.announced")),
  );
  return open.map(({ noticeNo, at, materials }) =>
    element(
      "section",
      { class: "card", "aria-labelledby": `notice-${noticeNo}` },
      element("h2", { id: `notice-${noticeNo}` }, text("track.notice")),
      element("p", { class: "hint" }, code(noticeNo), " · ", momentMark(at)),
      view.materialsAnnouncedAt === null && element("p", {}, text("track.notice-text")),
      element(
        "ul",
        { class: "checklist" },
        ...materials.map(({ id, name, when, received }) =>
          element(
            "li",
            { class: "check" },
            element("input", { type: "checkbox", id: `material-${id}`, checked: received, disabled: received }),
            element(
              "label",
              { for: `material-${id}` },
              written(nameOf(name)),
              when === undefined ? null : element("span", { class: "hint" }, " ", written(nameOf(when))),
              received && element("span", { class: "tag good" }, text("track.material-received")),
            ),
          ),
        ),
      ),
      view.materialsAnnouncedAt !== null
        ? element("p", { class: "notice good" }, text("track.announced"))
        : view.may.includes("announceMaterials") && announce,
    ),
  );
}

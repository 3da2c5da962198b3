import { element } from "./element.ts";
import type { ServiceSeen } from "./service-list.ts";

// The form itself is a Chinese paper whatever the language of the page: it is filled in and filed in Chinese.
const rows = {
  employer: [
    ["单位名称", "统一社会信用代码"],
    ["单位地址", "联系电话"],
    ["法定代表人", "经办人姓名"],
    ["经办人电话", "缴存职工人数"],
    ["办理事项说明"],
  ],
  person: [
    ["姓名", "联系电话"],
    ["证件类型", "证件号码"],
    ["工作单位", "个人账号"],
    ["办理事项说明"],
    ["收款银行（涉及提取时填写）", "收款账号"],
  ],
} as const;

const line = (cells: readonly string[]): HTMLElement =>
  element(
    "tr",
    {},
    ...cells.flatMap((label) => [
      element("th", { scope: "row" }, label),
      element("td", cells.length === 1 ? { colspan: "3" } : {}, "\u00a0"),
    ]),
  );

const signature =
  "本人（单位）保证所填内容和所附材料真实。　　　　签字（盖章）：　　　　　　　　　　　　年　　月　　日";

/** A blank form of a service on one sheet: who asks, for what, with which papers, and the office's own part. */
export function blankRows(service: ServiceSeen, name: string): readonly HTMLElement[] {
  const kind = service.code.startsWith("GJ") && service.code !== "GJ-08" ? "employer" : "person";
  const papers = service.materials.map((material, index) =>
    element(
      "tr",
      {},
      element(
        "td",
        { colspan: "3" },
        `${index + 1}. ${material.name}${material.when === undefined ? "" : `（${material.when}）`}`,
      ),
      element("td", {}, "□ 已带"),
    ),
  );
  return [
    element(
      "div",
      { lang: "zh-CN", dir: "ltr" },
      element("h1", {}, name),
      element(
        "p",
        {},
        `和田地区住房公积金管理中心　　业务：${service.name.zh}（${service.code}）　　编号：＿＿＿＿＿＿＿＿`,
      ),
      element(
        "table",
        {},
        element(
          "tbody",
          {},
          ...rows[kind].map(line),
          ...papers,
          element("tr", {}, element("td", { colspan: "4" }, signature)),
          line(["受理人", "受理日期"]),
          line(["审核意见"]),
        ),
      ),
    ),
  ];
}

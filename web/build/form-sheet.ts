import type { Service } from "#shared/domain/rule-pack-types.ts";
import { escaped } from "./escaped.ts";

// The form is a Chinese paper whatever the language of the page: it is filled in and filed in Chinese.
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

const signature =
  "本人（单位）保证所填内容和所附材料真实。　　　　签字（盖章）：　　　　　　　　　　　　年　　月　　日";

const line = (cells: readonly string[]): string =>
  `<tr>${cells.map((label) => `<th scope="row">${label}</th><td${cells.length === 1 ? ' colspan="3"' : ""}>&#160;</td>`).join("")}</tr>`;

/** A blank form of a service on one sheet: who asks, for what, with which papers, and the office's own part (SC-10: free). */
export function formSheet(service: Service, name: string): string {
  const kind = service.code.startsWith("GJ") && service.code !== "GJ-08" ? "employer" : "person";
  const papers = service.materials.map(
    (material, index) =>
      `<tr><td colspan="3">${index + 1}. ${escaped(material.name)}${material.when === undefined ? "" : `（${escaped(material.when)}）`}</td><td>□ 已带</td></tr>`,
  );
  return `<h1>${escaped(name)}</h1>
<p>和田地区住房公积金管理中心　　业务：${escaped(service.name.zh)}（${service.code}）　　编号：＿＿＿＿＿＿＿＿</p>
<table>
<tbody>
${[...rows[kind].map(line), ...papers].join("\n")}
<tr><td colspan="4">${signature}</td></tr>
${line(["受理人", "受理日期"])}
${line(["审核意见"])}
</tbody>
</table>
<p>本表免费。任何人不得因本表向您收费。</p>`;
}

const paper =
  "@page{size:A4;margin:2cm}body{font-family:SimSun,'Noto Serif CJK SC',serif;font-size:11pt}h1{text-align:center;font-size:16pt}table{border-collapse:collapse;width:100%}th,td{border:1px solid #000;padding:6pt;height:24pt;text-align:left}";

/** The same sheet as a file that Word and WPS open, on a telephone too. */
export const formDocument = (service: Service, name: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped(name)}</title><style>${paper}</style></head><body>${formSheet(service, name)}</body></html>`;

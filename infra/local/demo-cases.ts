import type { RecordContactRequest, RegisterInquiryRequest } from "#shared/contracts/inquiry.ts";
import type { SubmitSuggestionRequest } from "#shared/contracts/suggestion.ts";

/** What came in over the public form. */
export const inquiries: RegisterInquiryRequest[] = [
  {
    channel: "web",
    office: "centre",
    subject: "购房提取需要带哪些材料",
    content: "我上个月在和田市买了一套商品房，合同已经备案，想提取公积金付首付，请问需要准备哪些材料？",
    serviceCode: "TQ-01",
    name: "阿力木·库尔班",
    phone: "139 0000 0001",
  },
  {
    channel: "web",
    office: "centre",
    subject: "贷款批准后银行一直没有放款",
    content: "信贷科通知贷款已经批准，开发商要求本周五前付清房款，否则算违约，银行说还没有收到手续，请尽快帮忙。",
    serviceCode: "DK-01",
    name: "周晓燕",
    phone: "139 0000 0002",
    urgent: true,
  },
  {
    channel: "web",
    office: "moyu",
    subject: "新办的合作社怎么给职工开公积金账户",
    content: "我们是墨玉县新登记的合作社，有六名职工，想给他们缴存公积金，请问怎么办理登记？",
    serviceCode: "GJ-01",
    name: "吐尔逊·艾山",
    phone: "139 0000 0003",
  },
];

/** What staff took down: who did, and what. */
export const contacts: { by: string; contact: RecordContactRequest }[] = [
  {
    by: "aysha",
    contact: {
      channel: "visit",
      contactedStaff: ["rena", "aysha"],
      office: "centre",
      subject: "单位搬走以后账户怎么转移",
      content: "来访人在提取窗口和归集窗口都问过：原单位迁往喀什，个人账户封存半年，想转到新单位。",
      serviceCode: "GJ-07",
      name: "孙立军",
      phone: "139 0000 0004",
    },
  },
  {
    by: "zhao-lei",
    contact: {
      channel: "phone",
      contactedStaff: ["zhao-lei"],
      office: "moyu",
      subject: "租房提取一年可以办几次",
      content: "来电询问在县城租房居住，提取公积金付房租的次数和额度。",
      serviceCode: "TQ-04",
      name: "帕提曼·买合木提",
      phone: "139 0000 0005",
    },
  },
];

/** What lay in the suggestion box. */
export const suggestions: SubmitSuggestionRequest[] = [
  {
    category: "suggestion",
    topic: "environment",
    office: "centre",
    content: "大厅的叫号屏字太小，老年人坐在后排看不清，建议换大一点的。",
  },
  {
    category: "praise",
    topic: "service",
    office: "moyu",
    content: "赵磊同志中午下班了还帮我母亲把表填完，谢谢。",
    name: "古丽巴哈尔",
    phone: "139 0000 0006",
  },
];

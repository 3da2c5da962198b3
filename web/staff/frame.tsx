import { Badge, Button, Dropdown } from "antd";
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { Language } from "#shared/contracts/text.ts";
import { portalPath } from "#shared/domain/portal-path.ts";
import { can } from "./may.ts";
import { Inbox } from "./parts/inbox.tsx";
import { Paper } from "./parts/print.tsx";
import { Loading, Nothing, Trouble } from "./parts/states.tsx";
import { addressOf, go, usePlace } from "./place.ts";
import { type Me, useInbox, useMe } from "./queries.ts";
import { Search } from "./search.tsx";
import { signOut } from "./session.ts";
import { useShortcuts } from "./shortcuts.ts";
import { type TextKey, useTexts } from "./texts.ts";
import { MyWork } from "./work/my-work.tsx";

const Counter = lazy(async () => ({ default: (await import("./counter/counter.tsx")).Counter }));
const Case = lazy(async () => ({ default: (await import("./case/case.tsx")).Case }));
const Unit = lazy(async () => ({ default: (await import("./unit/unit.tsx")).Unit }));
const Box = lazy(async () => ({ default: (await import("./office/box.tsx")).Box }));
const Office = lazy(async () => ({ default: (await import("./office/office.tsx")).Office }));
const Administration = lazy(async () => ({
  default: (await import("./administration/administration.tsx")).Administration,
}));
const Rules = lazy(async () => ({ default: (await import("./rules/rules.tsx")).Rules }));

interface Section {
  readonly at: string;
  readonly label: TextKey;
  readonly open: (me: Me) => boolean;
  readonly page: (me: Me, rest: readonly string[]) => ReactNode;
}

const sections: readonly Section[] = [
  { at: "work", label: "nav.work", open: () => true, page: (me) => <MyWork me={me} /> },
  { at: "new", label: "nav.new", open: () => true, page: (me) => <Counter me={me} /> },
  { at: "unit", label: "nav.unit", open: can.lead, page: (me) => <Unit me={me} /> },
  { at: "box", label: "nav.box", open: () => true, page: (me, rest) => <Box me={me} number={rest[0]} /> },
  { at: "office", label: "nav.office", open: can.lead, page: (me, rest) => <Office me={me} rest={rest} /> },
  {
    at: "admin",
    label: "nav.admin",
    open: can.administer,
    page: (me, rest) => <Administration me={me} rest={rest} />,
  },
  { at: "rules", label: "nav.rules", open: () => true, page: (_, rest) => <Rules rest={rest} /> },
];

const languageNames: Readonly<Record<Language, string>> = { "zh-CN": "中文", ug: "ئۇيغۇرچە", en: "English" };

/** The frame of the portal: where one is, what is new, who one is. */
export function Frame({ onLanguage }: { onLanguage: (language: Language) => void }) {
  const texts = useTexts();
  const me = useMe();
  if (me.error) return <Trouble error={me.error} onRetry={() => void me.refetch()} />;
  if (!me.data) return <Loading lines={8} />;
  return <Inside me={me.data} key={texts.language} onLanguage={onLanguage} />;
}

function Inside({ me, onLanguage }: { me: Me; onLanguage: (language: Language) => void }) {
  const { text, name, language } = useTexts();
  const { path } = usePlace();
  const [at = "work", ...rest] = path;
  const [inboxOpen, setInboxOpen] = useState(false);
  useShortcuts();
  const section = sections.find((each) => each.at === at);
  const page =
    at === "case" && rest[0] !== undefined ? (
      <Case me={me} number={rest[0]} key={rest[0]} />
    ) : at === "office" && rest[0] === "conduct" ? (
      // Whoever a case of the register is about reads it, without a door of their own.
      <Office me={me} rest={rest} />
    ) : section?.open(me) ? (
      section.page(me, rest)
    ) : (
      <Nothing>
        <h1>{text("nav.nothing-here")}</h1> <a href={addressOf(["work"])}>{text("nav.back-to-work")}</a>
      </Nothing>
    );
  return (
    <>
      <button type="button" className="skip" onClick={() => document.getElementById("main")?.focus()}>
        {text("nav.skip")}
      </button>
      <header className="bar">
        <a className="brand" href={addressOf(["work"])} title={name(me.office)}>
          <b>首问</b>
        </a>
        <nav aria-label={text("nav.main")}>
          {sections
            .filter((each) => each.open(me))
            .map((each) => (
              <a key={each.at} href={addressOf([each.at])} aria-current={each.at === at ? "page" : undefined}>
                {text(each.label)}
              </a>
            ))}
        </nav>
        <Search />
        <InboxButton onOpen={() => setInboxOpen(true)} />
        <Dropdown
          trigger={["click"]}
          menu={{
            items: (Object.keys(languageNames) as Language[]).map((each) => ({
              key: each,
              label: languageNames[each],
            })),
            selectedKeys: [language],
            onClick: ({ key }) => onLanguage(key as Language),
          }}
        >
          <Button type="text" aria-label={`${text("nav.language")} ${languageNames[language]}`}>
            {languageNames[language]}
          </Button>
        </Dropdown>
        <Dropdown
          trigger={["click"]}
          menu={{
            items: [
              { key: "conduct", label: text("nav.my-conduct") },
              { key: "out", label: text("nav.sign-out") },
            ],
            onClick: ({ key }) => (key === "out" ? void signOut() : go(["office", "conduct"], { staff: me.id })),
          }}
        >
          <Button type="text" className="whoami">
            {me.name}
            <small>{name(me.unit)}</small>
          </Button>
        </Dropdown>
      </header>
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<Loading lines={10} />}>{page}</Suspense>
      </main>
      <Paper />
      <Inbox open={inboxOpen} onClose={() => setInboxOpen(false)} onCase={(number) => go(portalPath(number))} />
    </>
  );
}

function InboxButton({ onOpen }: { onOpen: () => void }) {
  const { text } = useTexts();
  const inbox = useInbox();
  const unread = inbox.data?.items.filter((notice) => notice.readAt === undefined).length ?? 0;
  return (
    <Badge count={unread} size="small" offset={[-4, 4]}>
      <Button type="text" onClick={onOpen} aria-label={text("inbox.open", { count: unread })}>
        {text("inbox.title")}
      </Button>
    </Badge>
  );
}

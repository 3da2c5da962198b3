import { Button, Drawer } from "antd";
import { useNow } from "../clock.ts";
import { useAcknowledge, useInbox } from "../queries.ts";
import { useTexts } from "../texts.ts";
import { shortMoment } from "../time-left.ts";
import { useDirectory } from "./people.tsx";
import { ClauseMark, Loading, Nothing, Trouble } from "./states.tsx";

/** Inquiries and suggestions have numbers people know them by; the others are known by what they are. */
const isCase = (number: string): boolean => /^[QS][0-9A-Z]{4}-/.test(number);

const PRESSING: ReadonlySet<string> = new Set(["urgent", "escalation"]);

/** What I have been told: urgent reports and escalations stand out, each leads to its case. */
export function Inbox({
  open,
  onClose,
  onCase,
}: {
  open: boolean;
  onClose: () => void;
  onCase: (number: string) => void;
}) {
  const { text, named } = useTexts();
  const moment = useNow();
  const inbox = useInbox();
  const acknowledge = useAcknowledge();
  const directory = useDirectory();
  const isOffice = (id: string): boolean => directory.offices.some((office) => office.id === id);
  const items = inbox.data?.items ?? [];
  const unread = items.filter((notice) => notice.readAt === undefined);
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size={440}
      title={text("inbox.title")}
      extra={
        unread.length > 0 && (
          <Button
            size="small"
            loading={acknowledge.isPending}
            onClick={() => acknowledge.mutate(unread.map((notice) => notice.key))}
          >
            {text("inbox.read-all")}
          </Button>
        )
      }
    >
      {inbox.error !== null && <Trouble error={inbox.error} onRetry={() => void inbox.refetch()} />}
      {acknowledge.error && <Trouble error={acknowledge.error} />}
      {inbox.isPending && <Loading />}
      {inbox.data && items.length === 0 && <Nothing>{text("inbox.empty")}</Nothing>}
      <ul className="inbox">
        {items.map((notice) => (
          <li
            key={notice.key}
            className={`${notice.readAt ? "read" : "unread"} ${PRESSING.has(notice.kind) ? "pressing" : ""}`}
          >
            <div className="row">
              <b>{named("notice", notice.kind)}</b>
              {notice.limit && <span>{named("limit", notice.limit.kind)}</span>}
              {(notice.level ?? 0) > 0 && <span>{text("inbox.level", { level: notice.level ?? 0 })}</span>}
              <ClauseMark clause={notice.clause} />
              <time dateTime={notice.deliveredAt}>{shortMoment(notice.deliveredAt, moment)}</time>
            </div>
            <button
              type="button"
              className="link"
              onClick={() => {
                if (!notice.readAt) acknowledge.mutate([notice.key]);
                onCase(notice.number);
                onClose();
              }}
            >
              {isCase(notice.number) && <span className="number">{notice.number} </span>}
              {notice.subject}
              {isOffice(notice.number) && ` · ${directory.officeName(notice.number)}`}
            </button>
            {!notice.readAt && (
              <Button size="small" type="text" onClick={() => acknowledge.mutate([notice.key])}>
                {text("inbox.read")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Drawer>
  );
}

import { Input } from "antd";
import { useState } from "react";
import { portalPath } from "#shared/domain/portal-path.ts";
import { go } from "./place.ts";
import { useTexts } from "./texts.ts";

const PHONE = /^\+?[\d\s()-]{5,24}$/;
const NUMBER = /^[A-Za-z0-9]{5,6}-?[A-Za-z0-9]{4,6}$/;

/** Where a search leads: a number opens its case, a telephone number lists the caller's cases. */
export function searchTarget(
  words: string,
): readonly [path: readonly string[], filters?: Record<string, string>] | undefined {
  const sought = words.trim();
  if (PHONE.test(sought)) return [["work"], { phone: sought }];
  if (NUMBER.test(sought)) return [portalPath(sought.toUpperCase())];
  return undefined;
}

/** Search by number or telephone. */
export function Search() {
  const { text } = useTexts();
  const [wrong, setWrong] = useState(false);
  return (
    <search className="search">
      <Input.Search
        id="search"
        allowClear
        aria-label={text("search.label")}
        placeholder={text("search.label")}
        status={wrong ? "error" : ""}
        aria-invalid={wrong}
        onChange={() => setWrong(false)}
        onSearch={(words) => {
          if (words.trim() === "") return;
          const target = searchTarget(words);
          setWrong(target === undefined);
          if (target) go(...target);
        }}
        enterButton={false}
      />
      {wrong && <span role="alert">{text("search.neither")}</span>}
    </search>
  );
}

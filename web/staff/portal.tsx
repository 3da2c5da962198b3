import { ConfigProvider, App as Feedback, type ThemeConfig, theme } from "antd";
import * as english from "antd/locale/en_US.js";
import * as chinese from "antd/locale/zh_CN.js";
import { type ComponentProps, useEffect, useMemo, useState } from "react";
import type { Language } from "#shared/contracts/text.ts";
import { Frame } from "./frame.tsx";
import { keepLanguage, language, TextsContext, textsIn } from "./texts.ts";

type AntLocale = NonNullable<ComponentProps<typeof ConfigProvider>["locale"]>;

// The type checker and the bundler see the default export of these CommonJS modules one level apart.
const localeIn = (module: unknown): AntLocale => {
  const { default: inner } = module as { default: AntLocale | { default: AntLocale } };
  return "default" in inner && typeof inner.default === "object" ? (inner.default as AntLocale) : (inner as AntLocale);
};

const look: ThemeConfig = {
  algorithm: theme.compactAlgorithm,
  token: {
    colorPrimary: "#1c5d99",
    colorInfo: "#1c5d99",
    colorLink: "#1c5d99",
    colorSuccess: "#2f7d4f",
    colorWarning: "#a15c00",
    colorError: "#b3261e",
    colorTextSecondary: "#4d5a68",
    colorTextTertiary: "#5c6875",
    colorTextDescription: "#4d5a68",
    colorTextPlaceholder: "#667280",
    colorTextDisabled: "#6b7683",
    colorWarningBg: "#fdf3dd",
    colorWarningBorder: "#e3b65c",
    colorErrorBg: "#fdf3f2",
    colorBgLayout: "#f3f5f7",
    borderRadius: 4,
    // The compact algorithm takes the size below: 14.
    fontSize: 16,
    fontFamily: '"Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif',
    motion: false,
  },
  components: { Tabs: { horizontalMargin: "0 0 8px" } },
};

/** The portal in the language of whoever works here; Uyghur runs from right to left. */
export function Portal() {
  const [chosen, choose] = useState<Language>(language);
  useEffect(() => {
    document.documentElement.lang = chosen;
    document.documentElement.dir = chosen === "ug" ? "rtl" : "ltr";
  }, [chosen]);
  const texts = useMemo(() => textsIn(chosen), [chosen]);
  const change = (next: Language) => {
    keepLanguage(next);
    choose(next);
  };
  return (
    <ConfigProvider
      locale={localeIn(chosen === "en" ? english : chinese)}
      direction={chosen === "ug" ? "rtl" : "ltr"}
      theme={look}
      button={{ autoInsertSpace: false }}
    >
      <Feedback>
        <TextsContext value={texts}>
          <Frame onLanguage={change} />
        </TextsContext>
      </Feedback>
    </ConfigProvider>
  );
}

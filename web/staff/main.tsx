import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Portal } from "./portal.tsx";
import { signedIn } from "./session.ts";
import "@fontsource/noto-naskh-arabic/arabic-400.css";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/lists.css";
import "./styles/forms.css";
import "./styles/case.css";
import "./styles/paper.css";

const client = new QueryClient({ defaultOptions: { queries: { staleTime: 2000, refetchOnWindowFocus: true } } });
const root = document.getElementById("portal");
if (!root) throw new Error("The page has no place for the portal");

// Outside React: an authorization code can be redeemed once only.
signedIn()
  .then((here) => {
    if (!here) return;
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={client}>
          <Portal />
        </QueryClientProvider>
      </StrictMode>,
    );
  })
  .catch((error: unknown) => {
    root.innerHTML = "";
    const alert = document.createElement("p");
    alert.setAttribute("role", "alert");
    alert.className = "unreachable";
    alert.textContent = `暂时无法连接登录服务，请稍后刷新页面。${error instanceof Error ? `（${error.message}）` : ""}`;
    root.append(alert);
  });

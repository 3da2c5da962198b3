/** Somebody who can log in to the local stack. */
export type DemoPerson = { staffId: string; name: string; unit: string; rank: string };

/** One button for each demo person: what the centre's own login does in earnest. */
export function loginPage(people: DemoPerson[], action: string): string {
  const buttons = people.map(
    ({ staffId, name, unit, rank }) =>
      `<li><button name="staffId" value="${escaped(staffId)}"><b>${escaped(name)}</b> ${escaped(rank)}<small>${escaped(unit)} · ${escaped(staffId)}</small></button></li>`,
  );
  return page(
    "演示登录",
    `<p>仅供本机演示：选择一位工作人员登录。</p><form method="post" action="${escaped(action)}"><ul>${buttons.join("")}</ul></form>`,
  );
}

/** Asks before the session ends; the form is the provider's. */
export function signOutPage(form: string): string {
  return page(
    "退出登录",
    `${form}<p>确认退出？</p><p><button form="op.logoutForm" name="logout" value="yes" autofocus>退出</button> <button form="op.logoutForm">取消</button></p>`,
  );
}

/** Says that the session is over. */
export function signedOutPage(portal: string): string {
  return page("已退出", `<p>已退出登录。</p><p><a href="${escaped(portal)}">重新登录</a></p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>
body{font:1rem/1.6 system-ui,"Noto Sans SC",sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1b2733;background:#f6f7f9}
ul{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.6rem}
li button{width:100%;text-align:start}
button{font:inherit;padding:.6rem .9rem;border:1px solid #b6c2cf;border-radius:.4rem;background:#fff;cursor:pointer}
button:hover,button:focus-visible{border-color:#1a5fb4;outline:2px solid #1a5fb433}
small{display:block;color:#5b6875}
</style></head><body><h1>${title}</h1>${body}</body></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

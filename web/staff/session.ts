import { type User, UserManager, WebStorageStateStore } from "oidc-client-ts";

/** What the hosting says about the issuer, at /staff/config.json. */
export interface PortalSettings {
  readonly authority: string;
  readonly clientId: string;
  readonly scope: string;
}

let manager: UserManager | undefined;
let user: User | null = null;

async function open(): Promise<UserManager> {
  const answer = await fetch("config.json", { cache: "no-cache" });
  if (!answer.ok) throw new Error(`config.json: ${answer.status}`);
  const settings = (await answer.json()) as PortalSettings;
  const here = new URL("/staff/", location.origin).href;
  return new UserManager({
    authority: settings.authority,
    client_id: settings.clientId,
    scope: settings.scope,
    redirect_uri: here,
    post_logout_redirect_uri: here,
    response_type: "code",
    automaticSilentRenew: false,
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
  });
}

/**
 * Signs in by the authorization code flow with PKCE; true when somebody is signed in, false while the browser is on its way to
 * the issuer. The place within the portal survives the detour.
 */
export async function signedIn(): Promise<boolean> {
  manager = await open();
  const query = new URLSearchParams(location.search);
  if (query.has("code") && query.has("state")) {
    try {
      user = await manager.signinRedirectCallback();
      const place = typeof user.state === "string" ? user.state : "";
      history.replaceState(null, "", `${location.pathname}${place}`);
      return true;
    } catch {
      // An answer that was used before, or of another window: ask again.
      history.replaceState(null, "", location.pathname);
    }
  }
  user = await manager.getUser();
  if (user) return true;
  await signIn();
  return false;
}

/** Sends the browser to the issuer and back to this place. */
export async function signIn(): Promise<void> {
  await manager?.removeUser();
  await manager?.signinRedirect({ state: location.hash });
}

/** Ends the session here and at the issuer. */
export async function signOut(): Promise<void> {
  await manager?.signoutRedirect();
}

/** The token that goes with each request. */
export const bearer = (): string => user?.access_token ?? "";

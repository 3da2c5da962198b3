import type { Service } from "#shared/domain/rule-pack-types.ts";
import { call } from "./api.ts";
import { element } from "./element.ts";
import { inLanguage } from "./strings.ts";

type Names = Service["name"];

/** A service as the API shows it: departments come with their names. */
export type ServiceSeen = Omit<Service, "departments" | "procedure"> & {
  readonly departments: readonly { readonly code: string; readonly name?: Names }[];
  readonly procedure: readonly { readonly step: string; readonly department: string; readonly name?: Names }[];
};

/** The catalogue, or nothing while it can't be read. */
export async function services(): Promise<readonly ServiceSeen[] | undefined> {
  const seen = await call<{ items: readonly ServiceSeen[] }>("GET", "services");
  return seen.kind === "answer" ? seen.body.items : undefined;
}

/** The catalogue in its groups, in the order of the catalogue. */
export function grouped(all: readonly ServiceSeen[]): ReadonlyMap<string, readonly ServiceSeen[]> {
  const groups = new Map<string, ServiceSeen[]>();
  for (const service of all) groups.set(service.business, [...(groups.get(service.business) ?? []), service]);
  return groups;
}

/** Offers the services in a list to choose from. */
export async function offerServices(select: HTMLSelectElement): Promise<void> {
  for (const [business, found] of grouped((await services()) ?? [])) {
    const group = element("optgroup", { label: business });
    group.append(...found.map(({ code, name }) => element("option", { value: code }, inLanguage(name))));
    select.append(group);
  }
}

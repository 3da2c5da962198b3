/** A route that fits a request, with what its path says. */
export type RouteMatch<Route> = { route: Route; pathParameters?: Record<string, string> };

/** Finds the route of an HTTP API for a method and path: the most literal one first, greedy paths later, `$default` last. */
export function routeTable<Route>(routes: { routeKey: string; route: Route }[]) {
  const table = routes
    .map(({ routeKey, route }) => ({ route, ...compiled(routeKey) }))
    .sort((one, other) => compare(one.rank, other.rank));
  return (method: string, path: string): RouteMatch<Route> | undefined => {
    for (const { route, method: only, pattern, names } of table) {
      if (only !== "ANY" && only !== method) continue;
      const found = pattern.exec(path);
      if (!found) continue;
      if (names.length === 0) return { route };
      return {
        route,
        pathParameters: Object.fromEntries(
          names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? "")]),
        ),
      };
    }
    return undefined;
  };
}

type Compiled = { method: string; pattern: RegExp; names: string[]; rank: string };

function compiled(routeKey: string): Compiled {
  if (routeKey === "$default") return { method: "ANY", pattern: /^/, names: [], rank: "9" };
  const [method = "ANY", path = "/"] = routeKey.split(" ");
  const names: string[] = [];
  const rank: string[] = [];
  const pattern = path.split("/").map((segment) => {
    const variable = /^\{(.+?)(\+?)\}$/.exec(segment);
    if (!variable) {
      rank.push("0");
      return segment.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    }
    names.push(variable[1] ?? "");
    rank.push(variable[2] ? "2" : "1");
    return variable[2] ? "(.+)" : "([^/]+)";
  });
  return {
    method,
    pattern: new RegExp(`^${pattern.join("/")}$`),
    names,
    rank: rank.join("") + (method === "ANY" ? "1" : "0"),
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Where a value comes from: a source says so (`confirmed`), or it waits for the centre's decision (`proposed`). */
export type Sourced = { readonly status: "confirmed" | "proposed"; readonly basis: string };

import type { PublicApi } from "#infra/public-api.ts";
import type { ShouwenData } from "#infra/shouwen-data.ts";
import type { WatchedQueue } from "#infra/watched-queue.ts";

/** What the capabilities share: the data they work on, the door they are called through, the queues they send to. */
export type ServiceParts = {
  readonly data: ShouwenData;
  readonly api: PublicApi;
  readonly urgentReports: WatchedQueue;
  readonly escalations: WatchedQueue;
  readonly outward: WatchedQueue;
};

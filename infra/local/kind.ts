import * as z from "zod";

/** A property of a resource that says nothing about one machine. */
export const NotHere = z.unknown().optional();

/** Where the resources of the template live on this machine. */
export type Place = {
  partition: string;
  region: string;
  accountId: string;
  /** Base address of the SQS emulator, e.g. http://127.0.0.1:40001. */
  queues: string;
  /** Base address of the HTTP API, which is also that of the OIDC issuer. */
  api: string;
};

/** How one resource type of the template is named, referred to and read. Unknown properties are an error. */
export type Kind = {
  properties: z.ZodType;
  /** The property that names the resource, if the template does so itself. */
  nameProperty?: string;
  /** What `Ref` gives; the name unless said otherwise. */
  ref?: (name: string, place: Place) => string;
  /** What `Fn::GetAtt` gives. */
  attributes?: (name: string, place: Place) => Record<string, string>;
};

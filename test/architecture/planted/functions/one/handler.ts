import { two } from "../two/two.ts";
export const handler = two;

export { handler } from "../../functions/one/handler.ts";

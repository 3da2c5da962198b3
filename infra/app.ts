import { bundleFunctions } from "#infra/bundle.ts";
import { shouwen } from "#infra/shouwen.ts";

// Whoever starts this without the CDK's command line wants the templates quickly and not validated, which takes as long again.
const { CDK_CLI_VERSION, CDK_OUTDIR = "cdk.out" } = process.env;
const quick = CDK_CLI_VERSION === undefined ? { builtinCloudFormationValidation: false } : {};

await bundleFunctions();
shouwen({ outdir: CDK_OUTDIR, ...quick }).synth();

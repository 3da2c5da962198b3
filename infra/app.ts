import { bundleFunctions } from "#infra/bundle.ts";
import { shouwen } from "#infra/shouwen.ts";

await bundleFunctions();
shouwen({ outdir: process.env["CDK_OUTDIR"] ?? "cdk.out" }).synth();

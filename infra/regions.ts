/** The regions for which every test run and `npm run synth` write the templates: one of the `aws` partition, both of `aws-cn`. */
export const regions = ["eu-central-1", "cn-northwest-1", "cn-north-1"] as const;

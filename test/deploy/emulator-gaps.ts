/** What the emulator can't show, and who shows it instead. Nothing here is claimed by this check. */
export const emulatorGaps = [
  "that alarms ring: it computes no metrics of Lambda, SQS or DynamoDB (their wiring is tested on the template)",
  "that CloudFormation rolls a failed change back",
  "that tables are restored to a point in time, or kept from deletion: this deployment is a disposable one",
  "speed, throttling and the on-demand limits of tables",
  "that X-Ray takes traces, and that KMS is asked in the caller's name",
  "anything of the China regions: they are synthesised and validated, but nothing emulates them",
] as const;

/** A logical id as a person would say it: `EscalationsQueue8379236D` is `escalations`, `DeadlineAuditEveryMinute4DDB67AE` is `deadline-audit-every-minute`. */
export function shortName(logicalId: string): string {
  return logicalId
    .replace(/[0-9A-F]{8}$/, "")
    .replace(/(?<=.)(?:Queue|Function|Table|Secret)$/, "")
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, "-")
    .toLowerCase();
}

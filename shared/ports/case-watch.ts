/** What can be seen of the open cases without opening one. */
export interface CaseWatch {
  /** The earliest instant at which the audit must look or should have looked, at a case of whatever kind; undefined when nothing can become due. */
  oldestLook(): Promise<string | undefined>;
  /** How many open inquiries a unit has; only those due before an instant, if it is given. */
  open(unitId: string, dueBefore?: string): Promise<number>;
}

/** What may be used once, and how often something was asked for lately. Both are forgotten by themselves. */
export interface Spent {
  /** Spends a token for one owner; true for the same owner again, false for anybody else. */
  spend(token: string, owner: string, keepUntil: Date): Promise<boolean>;
  /** Counts one more and says how many there are now. */
  count(bucket: string, keepUntil: Date): Promise<number>;
}

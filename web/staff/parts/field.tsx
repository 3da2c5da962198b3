import type { ReactNode } from "react";

/** A labelled field with its hint and what is wrong with it. */
export function Field({
  label,
  id,
  hint,
  error,
  children,
}: {
  label: string;
  id?: string;
  hint?: string;
  error?: string | false;
  children: ReactNode;
}) {
  return (
    <div className={error ? "field wrong" : "field"}>
      {id ? <label htmlFor={id}>{label}</label> : <span className="label">{label}</span>}
      {hint && <small>{hint}</small>}
      {children}
      {error && (
        <span role="alert" className="error">
          {error}
        </span>
      )}
    </div>
  );
}

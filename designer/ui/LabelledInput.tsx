import { cloneElement, type ReactElement } from 'react';

type Props = {
  id: string;
  label: string;
  help?: string;
  /** What is wrong with it; announced and tied to the input. */
  issue?: string;
  required?: boolean;
  /** One input of antd; gets its id and the ties to help and issue. */
  children: ReactElement<{ id?: string; status?: '' | 'error'; 'aria-describedby'?: string; 'aria-invalid'?: boolean }>;
};

/** A label above one input, with its help and what is wrong with it below: for forms of the platform's own. */
export function LabelledInput({ id, label, help, issue, required = false, children }: Props) {
  const described = [help && `${id}-help`, issue && `${id}-issue`].filter(Boolean).join(' ');
  return (
    <div className="dg-labelled">
      <label htmlFor={id} className="dg-label">
        {label}
        {required && (
          <span className="dg-required" aria-hidden="true">
            *
          </span>
        )}
      </label>
      {cloneElement(children, {
        id,
        status: issue ? 'error' : '',
        ...(issue && { 'aria-invalid': true }),
        ...(described && { 'aria-describedby': described }),
      })}
      {issue && (
        <p id={`${id}-issue`} className="dg-issue">
          {issue}
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className="dg-help">
          {help}
        </p>
      )}
    </div>
  );
}

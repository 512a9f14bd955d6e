import { Input } from 'antd';
import { useEffect, useState } from 'react';

type Props = { name: string; onRename(to: string): void; id?: string; label?: string; wrong?: boolean };

/** A name that other places use: they follow at once, so it is taken when the person leaves the input, not letter by letter. */
export function NameInput({ name, onRename, id, label, wrong = false }: Props) {
  const [typed, setTyped] = useState(name);
  useEffect(() => {
    setTyped(name);
  }, [name]);
  const finish = () => {
    if (typed === name) return;
    onRename(typed);
    // Where it was refused or is asked about first, the name stays what it is.
    setTyped(name);
  };
  return (
    <Input
      id={id}
      className="dg-mono"
      value={typed}
      status={wrong ? 'error' : ''}
      aria-label={label}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={finish}
      onPressEnter={(event) => {
        // The same stroke would press the button of a question that opens.
        event.preventDefault();
        finish();
      }}
      onKeyDown={(event) => event.key === 'Escape' && setTyped(name)}
    />
  );
}

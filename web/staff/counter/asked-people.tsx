import { Button, Select } from "antd";
import type { Staff } from "#shared/domain/directory.ts";
import { useDirectory } from "../parts/people.tsx";
import { useTexts } from "../texts.ts";

/** Who was asked, in order: a chip for each, moved and removed by its buttons; colleagues of the unit are one click away (FIR-3). */
export function AskedPeople({
  me,
  value,
  onChange,
}: {
  me: Pick<Staff, "id" | "unitId">;
  value: readonly string[];
  onChange: (ids: readonly string[]) => void;
}) {
  const { text } = useTexts();
  const directory = useDirectory();
  const colleagues = [...directory.people.values()].filter(
    (person) => person.unitId === me.unitId && person.active && !directory.isAway(person) && !value.includes(person.id),
  );
  const earlier = (index: number) => {
    const moved = [...value];
    const [id] = moved.splice(index, 1);
    if (id !== undefined) moved.splice(index - 1, 0, id);
    onChange(moved);
  };
  return (
    <div className="asked">
      <ol aria-label={text("counter.asked")}>
        {value.map((id, index) => (
          <li key={id}>
            <span>{directory.person(id)}</span>
            {index > 0 && (
              <Button
                size="small"
                type="text"
                aria-label={text("counter.asked-earlier", { name: directory.person(id) })}
                onClick={() => earlier(index)}
              >
                ↑
              </Button>
            )}
            <Button
              size="small"
              type="text"
              aria-label={text("counter.asked-not", { name: directory.person(id) })}
              onClick={() => onChange(value.filter((each) => each !== id))}
            >
              ×
            </Button>
          </li>
        ))}
      </ol>
      <Select
        className="grow"
        aria-label={text("counter.add-asked")}
        placeholder={text("counter.add-asked")}
        showSearch={{ optionFilterProp: "label" }}
        value={null}
        options={directory.staffOptions.filter((option) => !value.includes(option.value))}
        onChange={(id: string | null) => id !== null && onChange([...value, id])}
      />
      {colleagues.slice(0, 4).map((person) => (
        <Button key={person.id} size="small" onClick={() => onChange([...value, person.id])}>
          + {person.name}
        </Button>
      ))}
    </div>
  );
}

import { TextInput } from "@mantine/core";
import { useState } from "react";
import { isSurveyKey } from "./view.ts";

export type SurveyFieldProps = {
  readonly survey: string | null;
  readonly onChange: (survey: string | null) => void;
};

/** Asked when it is left or entered, so that half a name is no question. */
export function SurveyField({ survey, onChange }: SurveyFieldProps) {
  const [text, setText] = useState(survey ?? "");
  const wrong = text !== "" && !isSurveyKey(text);

  function apply() {
    const next = text === "" ? null : text;
    if (!wrong && next !== survey) onChange(next);
  }

  return (
    <TextInput
      label="Survey"
      placeholder="its key, if any"
      value={text}
      onChange={(event) => setText(event.currentTarget.value.trim())}
      onBlur={apply}
      onKeyDown={({ key }) => (key === "Enter" ? apply() : undefined)}
      error={wrong ? "Small letters, digits, dots and dashes" : undefined}
    />
  );
}

import { TextInput } from "@mantine/core";
import { useState } from "react";
import { isSurveyKey } from "./view.ts";

export type SurveyFieldProps = {
  readonly survey: string | null;
  readonly onChange: (survey: string | null) => void;
};

/** Asked when it is left or entered, so that half a name is no question. */
export function SurveyField({ survey, onChange }: SurveyFieldProps) {
  const { text, setText } = useTextOf(survey);
  const wrong = text !== "" && !isSurveyKey(text);

  function apply() {
    const next = text === "" ? null : text;
    if (!wrong && next !== survey) onChange(next);
  }

  return (
    <TextInput
      label="Survey"
      description="The survey key of its survey.answered events."
      // So that all fields of the row begin at one height.
      inputWrapperOrder={["label", "input", "description", "error"]}
      placeholder="its key, if any"
      value={text}
      onChange={(event) => setText(event.currentTarget.value.trim())}
      onBlur={apply}
      onKeyDown={({ key }) => (key === "Enter" ? apply() : undefined)}
      error={wrong ? "Small letters, digits, dots and dashes" : undefined}
    />
  );
}

/** What is being written, until another survey is asked about. The field stays, so that the keyboard stays in it. */
function useTextOf(survey: string | null) {
  const [text, setText] = useState(survey ?? "");
  const [of, setOf] = useState(survey);
  if (of !== survey) {
    setOf(survey);
    setText(survey ?? "");
  }
  return { text, setText };
}

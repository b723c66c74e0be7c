// @vitest-environment jsdom
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { SurveyField } from "./survey-field.tsx";

beforeEach(() => completeJsdom());
afterEach(cleanup);

const at = (survey: string | null) => (
  <FlywheelTheme>
    <SurveyField survey={survey} onChange={() => {}} />
  </FlywheelTheme>
);
const field = () => screen.getByLabelText<HTMLInputElement>("Survey");

it("[AD157] shows the survey that the address goes back to, in the same field", () => {
  const { rerender } = render(at("first"));
  const own = field();
  fireEvent.change(own, { target: { value: "sec" } });
  rerender(at("first"));
  expect(own.value).toBe("sec");
  rerender(at(null));
  expect(field()).toBe(own);
  expect(own.value).toBe("");
});

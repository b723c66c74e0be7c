import { Badge, Group, Stack, Text, Title } from "@mantine/core";
import type { Check, Timing, Verdict } from "./answer.ts";
import { sayCheck } from "./check-words.ts";
import { timingWords } from "./verdict-words.ts";

/** What is missing, what the verdict rests on, and what would change it. */
export function VerdictChecks({ verdict }: { readonly verdict: Verdict }) {
  const { missing, restsOn, wouldBecome, is, thresholds } = verdict;
  const { points } = thresholds.plateau;
  return (
    <Stack gap="md">
      {missing.length > 0 ? <Checks title="What is missing" checks={missing} points={points} /> : null}
      {restsOn.length > 0 ? (
        <Checks
          title="What it rests on"
          lead="The verdict ends when one of these is no longer met."
          checks={restsOn}
          points={points}
          metColor={colorOfMet(is)}
        />
      ) : null}
      {wouldBecome.length > 0 ? (
        <section aria-label="What would change it">
          <Title order={3} fz="md">
            What would change it
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            {is === "insufficient" && missing.length > 0
              ? "Once what is missing is there, the first of these that has all that it lacks is the verdict."
              : "The first of these that has all that it lacks is the verdict."}
          </Text>
          <Stack gap="sm">
            {wouldBecome.map(({ timing, once }) => (
              <div key={timing}>
                <Text size="sm" fw={600}>
                  {timingWords[timing].title}
                </Text>
                {once.length > 0 ? (
                  <CheckList label={`To be ${timingWords[timing].title.toLowerCase()}`} checks={once} points={points} />
                ) : (
                  <Text size="sm">It lacks nothing of its own.</Text>
                )}
              </div>
            ))}
          </Stack>
        </section>
      ) : null}
    </Stack>
  );
}

/** A check that is met is good news only where what rests on it is: that nobody stays can be met too. */
export const colorOfMet = (is: Timing): "pine" | "gray" => (is === "here" ? "pine" : "gray");

type ListProps = {
  readonly checks: readonly Check[];
  /** Weeks that are judged. */
  readonly points: number;
  readonly metColor?: ReturnType<typeof colorOfMet>;
};
type ChecksProps = ListProps & { readonly title: string; readonly lead?: string };

function Checks({ title, lead, ...list }: ChecksProps) {
  return (
    <section aria-label={title}>
      <Title order={3} fz="md">
        {title}
      </Title>
      {lead ? (
        <Text size="sm" c="dimmed" mb="xs">
          {lead}
        </Text>
      ) : null}
      <CheckList label={title} {...list} />
    </section>
  );
}

function CheckList({ label, checks, points, metColor = "gray" }: ListProps & { readonly label: string }) {
  return (
    <ul aria-label={label} style={{ margin: 0, padding: 0, listStyle: "none" }}>
      {checks.map((check) => (
        <li key={check.check}>
          <Group gap="xs" wrap="nowrap" align="flex-start" py={3}>
            <Badge color={check.met ? metColor : "gray"} variant="light" miw={84}>
              {check.met ? "Met" : check.found === null ? "Not told" : "Not met"}
            </Badge>
            <Text size="sm">{sayCheck(check, points)}</Text>
          </Group>
        </li>
      ))}
    </ul>
  );
}

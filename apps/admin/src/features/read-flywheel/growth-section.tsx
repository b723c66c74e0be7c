import { IntervalBar, type Scale, StatNumber, scaleOf } from "@flywheel/ui";
import { Badge, Stack, Text, Title } from "@mantine/core";
import { sayInterval, sayRatio, sayShare } from "../../by-week/amounts.ts";
import { sayCount } from "../../by-week/weeks.ts";
import type { Growth } from "./answer.ts";
import classes from "./flywheel.module.css";
import { aboutIdentityWithoutPast, activeWords, growthVerdicts, populationNames, whyWithheld } from "./growth-words.ts";

export type GrowthSectionProps = {
  readonly organicPurchasers: Growth;
  readonly everybody: Growth;
  /** Asked of one app or of a segment. */
  readonly isOfPart: boolean;
};

/** G of both populations on one scale, whose dashed line is 1. Why there is none of organic purchasers is the verdict. */
export function GrowthSection({ organicPurchasers, everybody, isOfPart }: GrowthSectionProps) {
  const both = [organicPurchasers, everybody];
  const scale = scaleOf(
    both.flatMap(({ interval, withheld }) =>
      interval && withheld === null ? [interval.low - 1, interval.high - 1] : [],
    ),
    2,
  );
  const { title, color, says } = growthVerdicts[organicPurchasers.verdict];
  return (
    <section aria-label="Demand reproduction">
      <Title order={3} fz="md" mb={4}>
        Demand reproduction number G
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        How many active visitor-weeks come of one: the visitor's own next one, if it comes within 4 weeks, and the first
        ones of those whom it brought; in the long run, over newcomers and established. At 1 demand sustains itself.
        Everybody is active in a week in which they were served, organic purchasers in one in which they paid. The
        verdict is of organic purchasers only. A visitor counts as one until a campaign or granted credits draw them;
        what they do from that week on is not counted, neither as coming back nor as staying away.
        {isOfPart ? " Whom they brought counts only where it is of the same app and segment." : null} On the bars the
        dashed line is 1.
      </Text>
      <Stack gap={4} mb="md">
        <Badge color={color} variant="light">
          {title}
        </Badge>
        <Text size="sm">{whyWithheld(organicPurchasers) ?? says}</Text>
        {organicPurchasers.withheld === "past-not-read" ? <Text size="sm">{aboutIdentityWithoutPast}</Text> : null}
      </Stack>
      <div className={classes.pair}>
        {both.map((growth) => (
          <OneGrowth key={growth.population} growth={growth} scale={scale} />
        ))}
      </div>
    </section>
  );
}

function OneGrowth({ growth, scale }: { readonly growth: Growth; readonly scale: Scale }) {
  const { population, reproduction, interval, withheld, activeWeeks, visitors, referrals } = growth;
  const words = activeWords[population];
  const told = withheld === null && reproduction !== null && interval !== null;
  const footing = `${sayCount(activeWeeks, words.week)} of ${sayCount(visitors, "visitor")}`;
  return (
    <Stack gap={6}>
      <StatNumber
        label={populationNames[population]}
        value={told ? sayRatio(reproduction.g) : null}
        note={told ? `90 %: ${sayInterval(interval, sayRatio)}. ${footing}` : footing}
      />
      {told ? (
        <>
          <IntervalBar scale={scale} low={interval.low - 1} high={interval.high - 1} value={reproduction.g - 1} />
          <Text size="sm" c="dimmed">
            {words.again}: newcomers {sayShare(reproduction.stays.newcomer)}, established{" "}
            {sayShare(reproduction.stays.established)}. Referrals: {sayShare(reproduction.shareOfReferrals)} of G (
            {sayCount(referrals.referred, "referred visitor")} by {sayCount(referrals.sharers, "visitor")}).
          </Text>
        </>
      ) : population === "everybody" ? (
        <Text size="sm">{whyWithheld(growth)}</Text>
      ) : null}
    </Stack>
  );
}

import { useRecord } from "@flywheel/telemetry/react";
import type { Medium } from "@flywheel/vocabulary";
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconThumbDown, IconThumbDownFilled, IconThumbUp, IconThumbUpFilled } from "@tabler/icons-react";
import { useState } from "react";

const ratings = [
  { rating: "up", label: "Good", Icon: IconThumbUp, Chosen: IconThumbUpFilled },
  { rating: "down", label: "Bad", Icon: IconThumbDown, Chosen: IconThumbDownFilled },
] as const;

/** Good or not. A second press on the same thumb changes nothing; the other thumb changes the mind. */
export function RateButtons({ requestId, medium }: { readonly requestId: string; readonly medium: Medium }) {
  const record = useRecord();
  const [chosen, setChosen] = useState<{ requestId: string; rating: "up" | "down" } | null>(null);
  const current = chosen?.requestId === requestId ? chosen.rating : null;
  return (
    <>
      {ratings.map(({ rating, label, Icon, Chosen }) => (
        <Tooltip key={rating} label={label}>
          <ActionIcon
            variant="subtle"
            color={current === rating ? "pine" : "gray"}
            size="lg"
            aria-label={label}
            aria-pressed={current === rating}
            onClick={() => {
              if (current === rating) return;
              setChosen({ requestId, rating });
              record("output.rated", { requestId, medium, rating });
            }}
          >
            {current === rating ? <Chosen size={18} /> : <Icon size={18} stroke={1.7} />}
          </ActionIcon>
        </Tooltip>
      ))}
    </>
  );
}

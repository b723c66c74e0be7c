import { Radio, Stack, Text } from "@mantine/core";
import { isWeather, type Weather, weatherIds, weathers } from "./weathers.ts";

export type DialProps = {
  readonly weather: Weather;
  readonly mayTurn: boolean;
  readonly turning: boolean;
  readonly onTurn: (weather: Weather) => void;
};

/** Whoever may not turn it sees where it stands. */
export function Dial({ weather, mayTurn, turning, onTurn }: DialProps) {
  return (
    <Stack gap="sm" aria-busy={turning}>
      <Radio.Group
        aria-label="Weather"
        value={weather}
        onChange={(value) => (isWeather(value) ? onTurn(value) : undefined)}
      >
        <Stack gap="sm">
          {weatherIds.map((id) => (
            <Radio
              key={id}
              value={id}
              label={weathers[id].title}
              description={weathers[id].does}
              disabled={!mayTurn || turning}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Text size="sm" c="dimmed">
        {mayTurn
          ? "It is felt here at once, and by every other server within 15 seconds."
          : "An editor or an owner can turn it."}
      </Text>
    </Stack>
  );
}

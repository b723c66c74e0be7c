import { useTRPC } from "@flywheel/host";
import { ErrorState, Panel } from "@flywheel/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { usePerson } from "../../signed-in/person.ts";
import { mayActAs } from "../../signed-in/roles.ts";
import { sayFailure } from "../../words/failure.ts";
import { Dial } from "./dial.tsx";
import type { Weather } from "./weathers.ts";

export function WeatherPanel({ weather }: { readonly weather: Weather }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { role } = usePerson();
  const turn = useMutation(
    trpc.network.turnWeather.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.network.supply.pathKey() }),
    }),
  );
  return (
    <Panel title="Weather" lead="How the mock network fares, for everybody who uses it.">
      <Dial
        weather={turn.isPending ? turn.variables.weather : weather}
        mayTurn={mayActAs(role, "editor")}
        turning={turn.isPending}
        onTurn={(turned) => turn.mutate({ weather: turned })}
      />
      {turn.error ? <ErrorState title="The weather was not turned">{sayFailure(turn.error)}</ErrorState> : null}
    </Panel>
  );
}

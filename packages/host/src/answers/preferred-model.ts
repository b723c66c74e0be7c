import type { ModelCard } from "@flywheel/api/type";
import { useLocalStorage } from "@mantine/hooks";

/** The model that this browser used last in an app, while it is still hosted; else the first hosted one. */
export function usePreferredModel(
  app: string,
  models: readonly ModelCard[] | undefined,
): readonly [ModelCard | null, (model: ModelCard) => void] {
  const [wanted, setWanted] = useLocalStorage<string | null>({
    key: `flywheel.${app}.model`,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  return [preselected(models ?? [], wanted), (model) => setWanted(model.id)];
}

export function preselected(models: readonly ModelCard[], wanted: string | null): ModelCard | null {
  const hosted = models.filter(({ state }) => state === "hosted");
  return models.find(({ id }) => id === wanted) ?? hosted[0] ?? models[0] ?? null;
}

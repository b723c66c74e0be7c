import { TRPCError } from "@trpc/server";
import { z } from "zod";
import type { Services } from "../services.ts";
import { editorProcedure, t, viewerProcedure } from "../trpc.ts";
import { type EconomyCard, economyCard, type SupplyCard, supplyCard } from "./network-cards.ts";

/** The operator's side of the mock network. Where a real endpoint supplies the models there is nothing to operate. */
export const networkRouter = ({ network, networkControl: control }: Services) =>
  t.router({
    supply: viewerProcedure.query(
      (): SupplyCard => (control ? supplyCard(control, network.models()) : { kind: "elsewhere" }),
    ),

    economy: viewerProcedure.query(
      async (): Promise<EconomyCard> =>
        control ? economyCard(await control.economy(), control.supply()) : { kind: "elsewhere" },
    ),

    turnWeather: editorProcedure
      .input(z.strictObject({ weather: z.enum(["calm", "busy", "stormy"]) }))
      .mutation(async ({ input }) => {
        if (!control) {
          throw new TRPCError({
            code: "NOT_FOUND",
            message: "there is no mock network: a real endpoint supplies the models",
          });
        }
        await control.turnWeather(input.weather);
        return { weather: control.weather() };
      }),
  });

import { newClient } from "../../client.js";

export const revalidate = 60;

export default async function Page() {
  // This answer is cached on disk, which shows where the test has to look.
  const control = await fetch(process.env.CONTROL, { next: { revalidate: 60 } });
  const { userId } = await newClient().getUserInfo();
  return (
    <p>
      {userId} {await control.text()}
    </p>
  );
}

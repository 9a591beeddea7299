"""The Telegram of the tests is one also for a client that nobody here wrote."""

import telegram

from tests.sources.telegram import TOKEN, fake_telegram, message, payment, transaction


async def test_python_telegram_bot_is_told_what_giftgoal_is_told() -> None:
    async with fake_telegram() as there:
        there.asks("question-1")
        there.pays("charge-1", 50)
        there.update(message(refunded_payment=payment("charge-1", 50)))
        async with telegram.Bot(TOKEN, base_url=f"{there.address}/bot") as bot:
            asked, paid, refunded = await bot.get_updates()
            assert asked.pre_checkout_query
            assert asked.pre_checkout_query.total_amount == 50
            assert paid.message
            assert paid.message.successful_payment
            assert paid.message.from_user
            assert paid.message.from_user.full_name == "ana"
            charge = paid.message.successful_payment.telegram_payment_charge_id
            assert refunded.message
            assert refunded.message.refunded_payment
            assert refunded.message.refunded_payment.telegram_payment_charge_id == charge
            await bot.get_updates(offset=refunded.update_id + 1)
            assert there.waiting == {}


async def test_python_telegram_bot_answers_and_sells_as_giftgoal_does() -> None:
    async with fake_telegram() as there:
        there.asks("question-1")
        async with telegram.Bot(TOKEN, base_url=f"{there.address}/bot") as bot:
            assert await bot.answer_pre_checkout_query("question-1", ok=True)
            prices = [telegram.LabeledPrice("A gift", 50)]
            link = await bot.create_invoice_link("A gift", "A gift", "x", "XTR", prices)
            assert link == "https://t.me/$link-50"
        assert there.allowed == ["question-1"]


async def test_python_telegram_bot_reads_the_list_of_transactions() -> None:
    async with fake_telegram() as there:
        refund = transaction("charge-1", 50, refund=True)
        there.transactions = [transaction("charge-1", 50, nanostar_amount=5), refund]
        async with telegram.Bot(TOKEN, base_url=f"{there.address}/bot") as bot:
            paid, back = (await bot.get_star_transactions()).transactions
        assert (paid.id, paid.amount, paid.nanostar_amount) == ("charge-1", 50, 5)
        assert isinstance(paid.source, telegram.TransactionPartnerUser)
        assert isinstance(back.receiver, telegram.TransactionPartnerUser)
        assert paid.source.transaction_type == "invoice_payment"
